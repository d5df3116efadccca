package main

var supply = []Row{}
