package main

var sizes = []Row{}
